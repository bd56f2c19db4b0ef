"""Sentences as people write them about an interview, in three languages, and what is no sentence at all."""

ENGLISH = """
They showed me the kitchen and the chef let me taste the gumbo.
The manager asked how I would deal with an angry customer.
We laughed about how busy lunch can get.
I liked that everyone says good morning
because i live close by and can walk there
I want to work with my hands
I have 3 years experience as a forklift driver at the Port of Houston.
Good team, nice boss, clean place
I forgot to say I speak Spanish.
My last job ended when the plant closed.
I was out of work for eight months but I took a class at night.
I can start right away.
Thank you for meeting with me on Tuesday, November 17 about the Line Cook position at Gulf Grill & Sons.
Maria de la Cruz walked me through the warehouse.
Mrs. de los Santos asked about teamwork
Nguyễn Thị Ánh at Gulf Grill & Sons showed me the register.
Mr. Trần Văn Đức explained the safety rules
The owner of La Michoacana told me about the new store in El Paso.
I met José Ángel Peña and Núria Ibáñez, who run the front desk.
Los Cucos is known for its food and I would be proud to cook there.
I know how to make tamales, pupusas and bánh mì.
I sautéed the onions and the jalapeños the way the chef wanted.
Please find my résumé attached.
Dr. Nguyễn said the clinic opens a second location in May.
I drove a truck from San Antonio to Las Cruces every week.
I am bilingual in English and Vietnamese.
No questions
On time every day, never missed a shift
Customer service
Excel, Word, typing 60 wpm
CNA certificate, CPR, first aid
I have my food handler card!!!
i'm a hard worker and i don't give up
They said they need someone for the weekend.
What stayed with me is how the crew helps each other.
I AM A FAST LEARNER AND I LIKE PEOPLE
I look forward to hearing from you.
The interview with Ms. Lê went well, I think.
It was about the schedule: 5 a.m. to 1 p.m.
I did not have a good answer when you asked about my weakness.
You can reach me at 713 555 0142.
I lived in Monterrey and worked for Cemex.
The line never stops, and I like that pace.
My son goes to school near the store.
The taco truck on Calle Ocho belongs to them.
Kind people, safe work, good training.
I used to run a crew of six on night shift.
Purée, flambé, soufflé
Sautéed jalapeño poppers with avocado
"""

SPANISH = """
Me enseñaron la cocina y el chef me dejó probar el gumbo.
El gerente me preguntó qué haría con un cliente enojado.
Nos reímos de lo ocupado que se pone el almuerzo.
Me gustó que todos dicen buenos días
porque vivo cerca y puedo ir caminando
Quiero trabajar con mis manos
Tengo 3 años de experiencia manejando montacargas en el Puerto de Houston.
Buen equipo, buen jefe, lugar limpio
Se me olvidó decir que hablo inglés y español.
Mi último trabajo terminó cuando cerró la planta.
Estuve ocho meses sin trabajo pero tomé una clase de noche.
Puedo empezar ahora mismo.
Gracias por recibirme el martes 17 de noviembre.
María de la Cruz me mostró el almacén.
Me gusta cocinar
me gusta el trabajo en equipo
Soy puntual y responsable
Aprendo muy rápido.
La señora fue muy amable conmigo
Hablamos de los horarios y de los turnos.
No tengo mucha experiencia, pero aprendo rapido
¿Cuándo van a decidir?
¡Fue una entrevista muy buena!
Trabajé en un restaurante durante cinco años.
Cuidé a personas mayores.
SOY MUY TRABAJADOR Y ME GUSTA LA GENTE
tengo licencia de manejar
El ambiente del lugar era tranquilo.
Quisiera crecer con la empresa.
Estaba nervioso y no supe contestar una pregunta.
Todavía estoy aprendiendo inglés.
Nunca llego tarde.
Sé usar la computadora para hacer listas.
Los empleados se ayudan unos a otros.
Me preguntaron por qué dejé mi último empleo.
Es una compañía que trata bien a sus empleados.
He cambiado mucho de trabajo.
Mi esposo trabaja allí desde hace dos años.
El chef dijo que todo se cocina fresco.
Estoy dispuesto a trabajar de noche y los fines de semana.
Vivo lejos, pero tengo carro y siempre llego a tiempo.
Ojalá me llamen pronto para empezar la otra semana.
Fui cajera en una tienda y conté el dinero cada noche.
que la gente es amable
Elija el último día.
Sembré flores, regué plantas, corté césped
Conducción, reparación, instalación
"""

VIETNAMESE = """
Họ cho tôi xem nhà bếp và bếp trưởng cho tôi nếm thử món gumbo.
Người quản lý hỏi tôi sẽ làm gì khi khách hàng tức giận.
Chúng tôi cười về chuyện giờ ăn trưa bận rộn.
Tôi thích vì ai cũng chào buổi sáng
vì tôi sống gần đó và có thể đi bộ
Tôi muốn làm việc bằng tay
Tôi có 3 năm kinh nghiệm lái xe nâng ở cảng Houston.
Đội ngũ tốt, sếp dễ chịu, chỗ làm sạch sẽ
Tôi quên nói là tôi biết tiếng Tây Ban Nha.
Việc làm trước của tôi kết thúc khi nhà máy đóng cửa.
Tôi thất nghiệp tám tháng nhưng tôi đi học ban đêm.
Tôi có thể bắt đầu ngay.
Cảm ơn ông đã gặp tôi hôm thứ Ba.
Chị Maria dẫn tôi đi xem nhà kho.
Tôi thích nấu ăn
thích làm việc nhóm
Tôi luôn đúng giờ và có trách nhiệm
Tôi học rất nhanh.
Cô ấy rất tử tế với tôi
Chúng tôi nói về giờ làm và các ca.
Tôi không có nhiều kinh nghiệm nhưng tôi học nhanh
Khi nào họ quyết định?
Buổi phỏng vấn rất tốt!
Tôi đã làm ở nhà hàng năm năm.
Tôi từng chăm sóc người lớn tuổi.
TÔI LÀM VIỆC CHĂM CHỈ VÀ THÍCH GẶP NGƯỜI KHÁC
tôi có bằng lái xe
Không khí ở đó rất yên tĩnh.
Tôi muốn phát triển cùng công ty.
Tôi hồi hộp và không trả lời được một câu hỏi.
Tôi vẫn đang học tiếng Anh.
Tôi không bao giờ đi trễ.
Tôi biết dùng máy tính để lập danh sách.
Nhân viên giúp đỡ lẫn nhau.
Họ hỏi tại sao tôi nghỉ việc cũ.
Đó là công ty đối xử tốt với nhân viên.
Tôi đã đổi việc nhiều lần.
Chồng tôi làm ở đó hai năm rồi.
Bếp trưởng nói mọi thứ đều nấu tươi.
Tôi sẵn sàng làm ban đêm và cuối tuần.
muon on dinh lau dai
Ghi sổ, xếp hộp, bốc dỡ
toi thich cong viec nay vi gan nha
toi khong co nhieu kinh nghiem nhung toi hoc nhanh
ho noi chuyen voi toi rat lau
Mong họ sớm gọi để tuần sau tôi đi làm.
"""

# Names, addresses, short bits: they say nothing for sure, so nobody is stopped over them.
NO_SENTENCE = """
Nguyễn Thị Ánh
Nguyễn Thị Ánh at Gulf Grill & Sons
María José de la Cruz Núñez
Trần Văn Đức & Lê Thị Hồng
José y María
1 Main St, Houston, TX 77002
Calle Ocho 12, El Paso
La Michoacana
Phở Hòa
El Tiempo Cantina
Los Angeles, California
Ánh
gracias
tamales
Línea 2
OK
N/A
713 555 0142
maria@example.com
x
"""


def lines(text):
    return text.strip().split("\n")
